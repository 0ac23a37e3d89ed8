import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({
  site: 'https://docs.lamp.example',
  integrations: [starlight({
    title: 'Lamp',
    defaultLocale: 'root',
    locales: { root: { label: 'English', lang: 'en' }, ar: { label: 'العربية', dir: 'rtl' } },
    sidebar: [{ label: 'First guides', autogenerate: { directory: 'guides' } }],
  })],
});
