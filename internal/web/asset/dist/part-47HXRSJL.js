import{a as o}from"./part-BCIMT72B.js";var p=6,s=5;async function b(t,n,r,e=""){let c=o(`gehoor check number ${(e===""?["v1",t,n,r]:["v2",t,n,r,e]).join(`
`)}
`),u=new Uint8Array(await crypto.subtle.digest("SHA-256",c));return Array.from({length:p},(g,i)=>{let a=u.subarray(s*i,s*(i+1)).reduce((m,y)=>m*256+y,0);return String(a%1e5).padStart(5,"0")}).join(" ")}export{b as a};
