"""The demo: fictional people and a mailbox that stays on this machine."""
