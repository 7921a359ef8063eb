"""Automatic renewals: agreed beforehand, told of with notice, done within limits, and stopped by anybody's word."""
