module.exports={url:'https://d.example',baseUrl:'/',i18n:{defaultLocale:'en',locales:['en','fr']}};
