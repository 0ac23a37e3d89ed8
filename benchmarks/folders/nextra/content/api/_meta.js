export default { '*': { theme: { sidebar: false } }, index: 'Overview', 'turn-on': 'Turn on' }
