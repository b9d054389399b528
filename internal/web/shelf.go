package web

import (
	"sync"
	"sync/atomic"
)

// mostKept is how many bytes of answers a site keeps. The shipped content
// fills an eighth of it; of a large one what was asked for last stays.
const mostKept = 24 << 20

// A shelf keeps answers by path, up to a number of bytes. Looking one up takes
// no lock: it only notes that somebody asked.
type shelf struct {
	most    int
	answers sync.Map // path → *keptAnswer

	mu    sync.Mutex
	queue []*keptAnswer // the next to go first
	bytes int
}

type keptAnswer struct {
	*answer
	path  string
	bytes int
	asked atomic.Bool // since it last stood at the head of the queue
}

// get gives the answer for a path, or nil.
func (s *shelf) get(path string) *answer {
	found, ok := s.answers.Load(path)
	if !ok {
		return nil
	}
	kept := found.(*keptAnswer)
	if !kept.asked.Load() { // written once, not by every reader
		kept.asked.Store(true)
	}
	return kept.answer
}

// keep puts an answer on the shelf and takes others off it where there is no
// room: first those that nobody has asked for since they were last looked at.
func (s *shelf) keep(path string, a *answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := &keptAnswer{answer: a, path: path, bytes: a.size()}
	if _, there := s.answers.LoadOrStore(path, kept); there {
		return // two readers came at once
	}
	s.queue = append(s.queue, kept)
	for s.bytes += kept.bytes; s.bytes > s.most && len(s.queue) > 1; {
		next := s.queue[0]
		s.queue = s.queue[1:]
		if next.asked.Swap(false) {
			s.queue = append(s.queue, next)
			continue
		}
		s.answers.Delete(next.path)
		s.bytes -= next.bytes
	}
}
