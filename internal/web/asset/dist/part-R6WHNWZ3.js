import{a}from"./part-XWW676XE.js";import"./part-DFBKBS5R.js";import"./part-T4EEC6YA.js";import"./part-3MQ54SXH.js";import"./part-SHPMKVVC.js";export{a as cleanJpeg};
