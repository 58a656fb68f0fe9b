"""What was drawn: nodes, edges and the rules that join them; standard library only."""
