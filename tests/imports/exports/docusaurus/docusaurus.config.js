// @ts-check
const config = {
  title: 'Lamp',
  url: 'https://docs.lamp.example',
  baseUrl: '/',
  i18n: { defaultLocale: 'en', locales: ['en', 'fa'] },
  presets: [['classic', { docs: { sidebarPath: './sidebars.js', routeBasePath: 'manual' } }]],
};
export default config;
