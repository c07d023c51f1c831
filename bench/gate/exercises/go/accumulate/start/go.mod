module example.com/accumulate

go 1.21
