title Days are Dutch days, also when summer time begins and ends (protocols 1.2)
title nl Dagen zijn Nederlandse dagen, ook als de zomertijd begint en eindigt
organisation veenhaven

# Summer time begins on 29 March: seven days are not 168 hours.
at 2026-03-25 23:30
as reporter R1
send council-member nl
  answer what "Een raadslid deelt geheime stukken."
expect acknowledge started 2026-03-25
expect acknowledge due 2026-04-01
at 2026-04-01 23:59
expect acknowledge running
at 2026-04-02 00:01
expect acknowledge late
expect escalated acknowledge 1 to bram

# Summer time ends on 25 October.
at 2026-10-24 00:15
as reporter R2
send council-member nl
  answer what "Een raadslid liegt over declaraties."
expect acknowledge started 2026-10-24
expect acknowledge due 2026-10-31
at 2026-10-31 23:59
expect acknowledge running
at 2026-11-01 00:01
expect acknowledge late
