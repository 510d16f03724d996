title Demo: the key holders tried a recovery
title nl Demo: de sleutelbewaarders oefenden een herstel
organisation veenhaven
protocols common complaint formal-report inquiry manager office-holder receive

at 30 days ago 10:00
as jet
drill milan
at 29 days ago 11:15
as ties
give-share
at 28 days ago 09:30
as wies
give-share
as milan
join-shares
expect tested 2
