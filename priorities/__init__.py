"""What we work on: priorities, insights, requests, meetings, closed rooms, decisions, actions."""
