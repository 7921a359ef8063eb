"""The invented patents that people meet first: one for each state that a patent can be in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Life:
    """A patent whose ``anniversary`` falls so many months from the day of loading; negative months are in the past.

    ``granted_after_months`` is 0 for an application that is not published yet. A shared one has a second owner, who has
    an address on record but no account.
    """

    title: str
    owner: str
    anniversary: int
    anniversary_in_months: int
    paid_through: int
    kind: str = "GB"
    granted_after_months: int = 30
    represented: bool = False
    licences_of_right: bool = False
    ceased: bool = False
    is_shared: bool = False


RHIANNONS = [
    Life("Folding sampling frame with a locking hinge", "rhiannon", 4, 1, 4),
    Life("Quiet bearing for a bench grinder", "rhiannon", 7, -3, 7),
    Life("Self-draining planter", "rhiannon", 6, 8, 6),
    Life("Clamp that shows its own tension", "rhiannon", 9, -12, 9),
    Life("Weighted book stand", "rhiannon", 8, -30, 8, ceased=True),
    Life("Adjustable easel for wheelchair users", "rhiannon", 11, 0, 11, licences_of_right=True),
    Life("Kettle spout that cannot splash", "rhiannon", 5, -1, 4, granted_after_months=58),
    Life("Hand warmer with a rechargeable core", "rhiannon", 2, 3, 4, granted_after_months=0),
]
TURBINE_PARTS = [
    "Blade root with a replaceable bush",
    "Method of balancing a rotor in place",
    "Pitch bearing with a dry lubricant",
    "Nacelle cover that opens on one side",
    "Ice sensor for a blade tip",
    "Cooling duct for a generator",
    "Tower section with a bolted flange",
    "Brake that holds without power",
    "Cable guide for a yawing nacelle",
    "Lightning path through a composite blade",
]
TURBINES = [
    Life(
        f"{title}, {variant}",
        "turbines",
        anniversary=4 + (number * 3) % 15,
        anniversary_in_months=(number * 5) % 12 - 4,
        paid_through=4 + (number * 3) % 15,
        kind="EP" if number % 4 == 0 else "GB",
        represented=True,
    )
    for number, (title, variant) in enumerate(
        (title, variant) for variant in ("first arrangement", "improved", "for offshore use") for title in TURBINE_PARTS
    )
]
LATER_ONES = [
    Life("Tool rest that two hands can set", "rhiannon", 5, 6, 5, is_shared=True),
    Life("Lamp that dims with the daylight", "rhiannon", 6, -12, 6, ceased=True),
    Life("Gate latch for gloved hands", "rhiannon", 4, 9, 4),
]
LIVES = [*RHIANNONS, *TURBINES, *LATER_ONES]
