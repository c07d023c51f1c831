module example.com/cipher

go 1.21
