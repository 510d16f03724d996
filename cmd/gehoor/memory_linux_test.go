package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestMemoryHoldsNoPassphrase looks through the memory of the launcher and of
// the server for what the first child printed.
func TestMemoryHoldsNoPassphrase(t *testing.T) {
	demo := startDemo(t)
	if status, _ := get(t, demo.URL); status == 0 {
		t.Fatal("no answer")
	}
	processes := append(children(t, demo.cmd.Process.Pid), demo.cmd.Process.Pid)
	if len(processes) != 2 {
		t.Fatalf("processes %v, want launcher and server", processes)
	}
	var secrets [][]byte
	for _, p := range demo.People {
		secrets = append(secrets, []byte(p.Passphrase))
	}
	for _, pid := range processes {
		seen, found := search(t, pid, secrets)
		if found != "" {
			t.Errorf("process %d holds %q", pid, found)
		}
		if seen < 1<<20 {
			t.Errorf("looked through %d bytes of process %d", seen, pid)
		}
	}
	// The search itself works: the server's memory has the organisation's name.
	if _, found := search(t, processes[0], [][]byte{[]byte("Gemeente Veenhaven")}); found == "" {
		t.Error("the search finds nothing at all")
	}
	demo.end(t, syscall.SIGTERM)
}

// children are the processes that a process started.
func children(t *testing.T, pid int) []int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		t.Fatal(err)
	}
	tasks, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		if more, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%s/children", pid, task.Name())); err == nil && task.Name() != strconv.Itoa(pid) {
			text = append(text, more...)
		}
	}
	var all []int
	for _, one := range strings.Fields(string(text)) {
		n, err := strconv.Atoi(one)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
	return all
}

// search reads all memory that a process can write, and returns how much that
// was and the first secret in it.
func search(t *testing.T, pid int, secrets [][]byte) (seen int64, found string) {
	t.Helper()
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer maps.Close()
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	lines := bufio.NewScanner(maps)
	for lines.Scan() {
		var from, until int64
		var rights string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &until, &rights); err != nil || !strings.HasPrefix(rights, "rw") {
			continue
		}
		// A page that is not there ends the reading of its region.
		region, _ := io.ReadAll(io.NewSectionReader(memory, from, until-from))
		seen += int64(len(region))
		for _, s := range secrets {
			if bytes.Contains(region, s) {
				return seen, string(s)
			}
		}
	}
	return seen, ""
}
