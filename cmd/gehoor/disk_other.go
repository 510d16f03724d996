//go:build !linux

package main

// freeRatio is not known here.
func freeRatio(string) float64 { return 0 }

// space is not known here.
func (f folder) space() (free int64, known bool) { return 0, false }
