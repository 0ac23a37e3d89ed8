import type { MetaRecord } from 'nextra'

const meta: MetaRecord = {
  index: {
    title: 'Introduction',
    theme: { breadcrumb: false, toc: false }
  },
  '###': { type: 'separator', title: 'Learn' },
  guide: {
    title: 'User guide',
    items: {
      setup: 'Set it up',
      'first-light': { title: 'Your first light' }
    }
  },
  '---': {
    type: 'separator'
  },
  api: { title: 'Reference', type: 'page' },
  secret: { title: 'Nobody sees', display: 'hidden' },
  contact: { title: 'Contact ↗', type: 'page', href: 'https://example.com/contact' },
  company: {
    title: 'Company', type: 'menu',
    items: { about: { title: 'About', href: '/about' } }
  }
}

export default meta
