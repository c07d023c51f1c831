module example.com/gigasecond

go 1.21
