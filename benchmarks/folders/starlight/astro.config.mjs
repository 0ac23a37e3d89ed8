export default {integrations:[starlight({title:'x',sidebar:[{label:'G',items:['guides/b','guides/a']}]})]}
