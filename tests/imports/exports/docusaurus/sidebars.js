export default { main: ['intro', { type: 'category', label: 'Guides', items: ['guides/update', 'guides/install'] }] };
