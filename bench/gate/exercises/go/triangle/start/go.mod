module example.com/triangle

go 1.21
