"""What is done to societies, communities, rotas and attendance."""
