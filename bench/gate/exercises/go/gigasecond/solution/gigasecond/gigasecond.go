package gigasecond

import "time"

func After(moment time.Time) time.Time {
	return moment.Add(1_000_000_000 * time.Second)
}
