package bench

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Crypt is how fast this machine seals and opens content of one recipient, with
// the formats' own Go code. It is the limit of a desk tool and of a story; the
// server does neither.
type Crypt struct {
	// Bytes is what is sealed.
	Bytes int `json:"bytes"`
	// Seal and Open are per second on one core, SealAll and OpenAll on all.
	Seal    float64 `json:"seal_per_second"`
	Open    float64 `json:"open_per_second"`
	SealAll float64 `json:"seal_per_second_all_cores"`
	OpenAll float64 `json:"open_per_second_all_cores"`
}

// cryptBytes is a long message.
const cryptBytes = 1 << 10

func crypt(o Options) (Crypt, error) {
	o.Note("sealing and opening")
	c := Crypt{Bytes: cryptBytes}
	id, err := unseal.NewIdentity()
	if err != nil {
		return c, err
	}
	words := make([]byte, cryptBytes)
	sealed, err := seal.Seal(veenhaven.Org, seal.Message, words, id.Recipient())
	if err != nil {
		return c, err
	}
	doSeal := func() error {
		_, err := seal.Seal(veenhaven.Org, seal.Message, words, id.Recipient())
		return err
	}
	doOpen := func() error {
		_, err := unseal.Open(id, veenhaven.Org, seal.Message, sealed)
		return err
	}
	for _, one := range []struct {
		to    *float64
		do    func() error
		cores int
	}{{&c.Seal, doSeal, 1}, {&c.Open, doOpen, 1}, {&c.SealAll, doSeal, runtime.GOMAXPROCS(0)}, {&c.OpenAll, doOpen, runtime.GOMAXPROCS(0)}} {
		if *one.to, err = rateOn(one.cores, o.slice()/rounds, one.do); err != nil {
			return c, err
		}
	}
	return c, nil
}

// rateOn repeats something on so many cores for about as long as said.
func rateOn(cores int, length time.Duration, do func() error) (float64, error) {
	var n atomic.Int64
	var failed atomic.Value
	var wait sync.WaitGroup
	began := time.Now()
	for range cores {
		wait.Go(func() {
			for time.Since(began) < length {
				if err := do(); err != nil {
					failed.Store(err)
					return
				}
				n.Add(1)
			}
		})
	}
	wait.Wait()
	err, _ := failed.Load().(error)
	return perSecond(int(n.Load()), time.Since(began)), err
}
