package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const benchAddr = "127.0.0.1:18473"

// measureStarts times starts from exec until /readyz says 200 (F7), each
// with a data folder that is not there yet and with one that is.
func measureStarts(path, folder string, starts int) ([]result, error) {
	var results []result
	for _, kind := range []string{"cold", "warm"} {
		data := filepath.Join(folder, kind)
		var times, peaks []float64
		for range starts {
			if kind == "cold" {
				if err := os.RemoveAll(data); err != nil {
					return nil, err
				}
			}
			took, peak, err := startOnce(path, data)
			if err != nil {
				return nil, err
			}
			times, peaks = append(times, float64(took.Microseconds())/1000), append(peaks, float64(peak)/(1<<20))
		}
		_, middle, high := spread(times)
		results = append(results,
			result{"F7", "exec to ready, " + kind + " folder, ms", "150", fmt.Sprintf("%.0f (at most %.0f)", middle, high)},
			result{"F7", "peak memory 3 s after, " + kind + " folder, MB", "64", fmt.Sprintf("%.0f", median(peaks))})
	}
	return results, nil
}

// startOnce starts the program on both cores, as an operator would.
func startOnce(path, data string, flags ...string) (ready time.Duration, peak int, err error) {
	command := exec.Command(path, append([]string{"serve", "--addr", benchAddr, "--data", data}, flags...)...)
	begun := time.Now()
	if err := command.Start(); err != nil {
		return 0, 0, err
	}
	p := &program{command: command}
	defer p.stop()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		response, err := client.Get("http://" + benchAddr + "/readyz")
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				break
			}
		}
		if time.Since(begun) > time.Minute {
			return 0, 0, fmt.Errorf("not ready within a minute: %v", err)
		}
		time.Sleep(time.Millisecond)
	}
	ready = time.Since(begun)
	time.Sleep(3 * time.Second)
	peak, err = p.peak()
	return ready, peak, err
}
