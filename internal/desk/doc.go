// Package desk is the own machine of somebody of staff: it signs in to a server as a
// browser does, opens what is sealed to its owner, and seals what it sends. The program
// around it is cmd/gehoor-desk.
//
// Rules:
//
//   - It asks what a browser asks, by the same addresses; there is no other way in.
//   - The root comes from outside. Before anything is sent that could open something, the
//     server's root is held against it, and nothing is sealed to somebody for whom that
//     root does not vouch.
//   - The passphrase and the own key are in memory alone, for one run. It keeps no session:
//     it signs out when it ends.
//   - What a server answers is foreign: bounded, and never taken for a "yes" that it is not.
//
// It never serves: it opens no address to listen on (never_test.go).
package desk
