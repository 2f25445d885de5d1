today = today
