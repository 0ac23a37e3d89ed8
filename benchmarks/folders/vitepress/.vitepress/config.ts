export default {themeConfig:{sidebar:[{text:'Guide',items:[{text:'Zed',link:'/guide/zed'},{text:'Alpha',link:'/guide/alpha'}]}]}}
