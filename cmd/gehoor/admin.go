package main

import (
	"context"
	"io"
	"math"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/gehoor/gehoor/internal/notify"
)

// The admin listener is for whoever keeps the machine running, who may be somebody
// that a signal is about. So nothing here may tell that somebody told something:
// no request, message, dossier or byte is counted, and what moves with them (free
// space) is shown in steps. What is left moves by the clock or by faults.
// doc/threat-model.md says it too.

// askedFor is how long storage may take to answer.
const askedFor = 5 * time.Second

// adminSite answers on the admin listener.
func (n *node) adminSite() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if n.ready(r.Context()) != nil {
			http.Error(w, "storage does not answer", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(n.metrics(), promhttp.HandlerOpts{MaxRequestsInFlight: 2, Timeout: 2 * askedFor}))
	return mux
}

// ready asks storage to read, and to write nothing: no session is that old.
func (n *node) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, askedFor)
	defer cancel()
	if _, err := n.db.Head(ctx, n.org); err != nil {
		return err
	}
	_, err := n.db.DeleteSessionsBefore(ctx, time.Unix(0, 0))
	return err
}

// pulse remembers how the loops fare.
type pulse struct {
	mu     sync.Mutex
	last   map[string]time.Time // when a loop's work last went well
	failed map[string]float64
}

func newPulse() *pulse { return &pulse{last: map[string]time.Time{}, failed: map[string]float64{}} }

func (p *pulse) beat(what string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.failed[what]++
		return
	}
	p.last[what] = time.Now()
}

var (
	roundFailures = prometheus.NewDesc("gehoor_round_failures_total", "Rounds of recurring work that failed.", []string{"work"}, nil)
	roundAge      = prometheus.NewDesc("gehoor_round_age_seconds", "Seconds since recurring work last went well.", []string{"work"}, nil)
)

// Describe implements [prometheus.Collector].
func (p *pulse) Describe(out chan<- *prometheus.Desc) { out <- roundFailures; out <- roundAge }

// Collect implements [prometheus.Collector].
func (p *pulse) Collect(out chan<- prometheus.Metric) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for what, at := range p.last {
		out <- prometheus.MustNewConstMetric(roundAge, prometheus.GaugeValue, math.Round(time.Since(at).Seconds()), what)
		out <- prometheus.MustNewConstMetric(roundFailures, prometheus.CounterValue, p.failed[what], what)
	}
	for what, times := range p.failed {
		if _, ever := p.last[what]; !ever {
			out <- prometheus.MustNewConstMetric(roundFailures, prometheus.CounterValue, times, what)
		}
	}
}

// metrics are all there are. Those of the Go runtime and of the process are left
// out: processor time, memory and connections follow who comes.
func (n *node) metrics() *prometheus.Registry {
	all := prometheus.NewRegistry()
	gauge := func(name, help string, value func() float64) {
		all.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gehoor_" + name, Help: help}, value))
	}
	all.MustRegister(n.pulse, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "gehoor_build_info", Help: "Which program this is.", ConstLabels: prometheus.Labels{"version": version()},
	}, func() float64 { return 1 }))
	started := float64(time.Now().Unix())
	gauge("start_time_seconds", "When the server started, in seconds since 1970.", func() float64 { return started })
	gauge("storage_ready", "1 if storage answers.", func() float64 { return yes(n.ready(context.Background()) == nil) })
	gauge("storage_free_ratio", "What is free of the disk with the data folder, rounded down to a twentieth.", func() float64 {
		return inSteps(freeRatio(n.dir), freeSteps)
	})
	gauge("mail_undelivered", "1 if mail could not be delivered for half an hour, so that somebody may not know.", func() float64 {
		ctx, cancel := context.WithTimeout(context.Background(), askedFor)
		defer cancel()
		// Without those that somebody may know nothing of.
		trouble, err := n.db.Trouble(ctx, n.org, "", notify.ScopeOpen)
		return yes(err == nil && trouble.Messages > 0)
	})
	if len(n.hooks) > 0 {
		gauge("webhook_undelivered", "1 if a webhook did not take what is for it for half an hour.", func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), askedFor)
			defer cancel()
			trouble, err := n.db.Trouble(ctx, n.org, "", notify.ScopeHooks)
			return yes(err == nil && trouble.Messages > 0)
		})
	}
	if n.certificate != nil {
		gauge("certificate_end_time_seconds", "When the certificate ends, in seconds since 1970.", func() float64 {
			return float64(n.certificate.leaf().NotAfter.Unix())
		})
	}
	return all
}

// freeSteps hides what one signal takes: a step of a disk of 20 GiB is a GiB.
const freeSteps = 20

// inSteps rounds a part of 1 down.
func inSteps(part float64, steps int) float64 {
	return math.Floor(part*float64(steps)) / float64(steps)
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
