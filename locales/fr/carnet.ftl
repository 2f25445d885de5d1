today = aujourd’hui
