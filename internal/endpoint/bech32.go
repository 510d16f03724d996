package endpoint

import (
	"errors"
	"strings"
)

// Age's own Bech32 is internal to it, and a seed must become an identity. Only
// the encoder is here; age reads the result, so a mistake cannot go unseen.

const bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

var errBech32 = errors.New("endpoint: bech32: prefix must be 1 to 83 lower-case characters")

// encodeBech32 spells data by BIP-173 in lower case. As in age, the result may
// be longer than the 90 characters of BIP-173.
func encodeBech32(prefix string, data []byte) (string, error) {
	if len(prefix) < 1 || len(prefix) > 83 || prefix != strings.ToLower(prefix) {
		return "", errBech32
	}
	for i := range len(prefix) {
		if prefix[i] < 33 || prefix[i] > 126 {
			return "", errBech32
		}
	}
	return spellBech32(prefix, fiveBits(data)), nil
}

func spellBech32(prefix string, values []byte) string {
	var s strings.Builder
	s.WriteString(prefix)
	s.WriteByte('1')
	for _, v := range append(values, bech32Checksum(prefix, values)...) {
		s.WriteByte(bech32Alphabet[v])
	}
	return s.String()
}

// fiveBits regroups bytes into fives, with zero bits at the end.
func fiveBits(data []byte) []byte {
	var values []byte
	var acc, have uint
	for _, b := range data {
		acc = acc<<8 | uint(b)
		have += 8
		for have >= 5 {
			have -= 5
			values = append(values, byte(acc>>have&31))
		}
	}
	if have > 0 {
		values = append(values, byte(acc<<(5-have)&31))
	}
	return values
}

func bech32Checksum(prefix string, values []byte) []byte {
	all := expandPrefix(prefix)
	all = append(all, values...)
	all = append(all, make([]byte, 6)...)
	mod := polymod(all) ^ 1
	sum := make([]byte, 6)
	for i := range sum {
		sum[i] = byte(mod >> (5 * (5 - i)) & 31)
	}
	return sum
}

func expandPrefix(prefix string) []byte {
	expanded := make([]byte, 0, 2*len(prefix)+1)
	for i := range len(prefix) {
		expanded = append(expanded, prefix[i]>>5)
	}
	expanded = append(expanded, 0)
	for i := range len(prefix) {
		expanded = append(expanded, prefix[i]&31)
	}
	return expanded
}

func polymod(values []byte) uint32 {
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	check := uint32(1)
	for _, v := range values {
		top := check >> 25
		check = check&0x1ffffff<<5 ^ uint32(v)
		for i, g := range generator {
			if top>>i&1 == 1 {
				check ^= g
			}
		}
	}
	return check
}
