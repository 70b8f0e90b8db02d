"""What a school administrator arranges before the registers fill: reads and writes, one file per noun."""
