package register_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/gehoor/gehoor/internal/register"
)

// An outsider needs a receipt and the key that the organisation publishes.
func ExampleVerifyReceipt() {
	key, err := os.ReadFile("../../testdata/log/log.vkey")
	if err != nil {
		fmt.Println(err)
		return
	}
	log, err := register.ParseVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		fmt.Println(err)
		return
	}
	receipt, err := os.ReadFile("../../testdata/log/receipt.tlog-proof")
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := register.VerifyReceipt(receipt, log)
	fmt.Println(v.Event.Org, v.Day().Format("2006-01-02"), "leaf", v.Proof.Index, "of", v.Checkpoint.N, err)
	receipt[100] ^= 1
	_, err = register.VerifyReceipt(receipt, log)
	fmt.Println(err)
	// Output:
	// veenhaven 2026-01-05 leaf 1 of 8 <nil>
	// register: proof: the proof does not lead to the signed root
}
