import { Badge } from '../../components/badge'
export default {
  setup: '',
  '-- Basics': { type: 'separator', title: 'Basics' },
  'first-light': { title: <span className="flex">Your first light <Badge /></span> },
  rooms: { display: 'hidden' },
  more: { title: 'More on GitHub', href: 'https://github.com/example/more', newWindow: true },
}
