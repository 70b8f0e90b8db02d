"""What people type about communities and rotas."""
