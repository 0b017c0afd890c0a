import sys
print(sys.argv)
print("third")
