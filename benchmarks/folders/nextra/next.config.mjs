import nextra from 'nextra'
const withNextra = nextra({ defaultShowCopyCode: true, search: { codeblocks: false } })
export default withNextra({ i18n: undefined, reactStrictMode: true })
