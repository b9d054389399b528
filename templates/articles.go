package templates

import (
	"leadpath/internal/library"
	"leadpath/templates/parts"
)

func topicEntries(p Page, topics []*library.Topic) []parts.Entry {
	entries := make([]parts.Entry, len(topics))
	for i, t := range topics {
		entries[i] = parts.Entry{Mark: t.Mark, Title: t.Title, Address: p.Path("topic", t.Slug), Note: t.About}
	}
	return entries
}

// A TopicQuestions is a topic with its questions.
type TopicQuestions struct {
	Topic     *library.Topic
	Questions []*library.Question
}
