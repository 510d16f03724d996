import{a as n}from"./part-BCIMT72B.js";var p=6,r=5;async function f(e,i,o){let c=n(`gehoor check number v1
${e}
${i}
${o}
`),s=new Uint8Array(await crypto.subtle.digest("SHA-256",c));return Array.from({length:p},(g,t)=>{let u=s.subarray(r*t,r*(t+1)).reduce((a,m)=>a*256+m,0);return String(u%1e5).padStart(5,"0")}).join(" ")}export{f as a};
