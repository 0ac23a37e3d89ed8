module.exports={docs:['intro',{type:'category',label:'Deep',items:['deep/two','deep/one']}]};
