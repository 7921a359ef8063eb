"""Stands in for the Companies House public data API, with a handful of invented companies."""

from stubs.companies_house.service import CompaniesHouse

__all__ = ["CompaniesHouse"]
