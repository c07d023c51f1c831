module example.com/twofer

go 1.21
