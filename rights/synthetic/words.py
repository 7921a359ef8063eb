"""Words from which titles, names and places are made; none is meant to name anybody or anything real."""

THINGS = """valve bearing antenna electrode catheter conveyor gearbox membrane nozzle sensor turbine rotor actuator bracket
clutch compressor coupling damper detector diode display filter gasket hinge housing impeller inductor injector joint
laminate lens lock manifold motor mould panel piston pump reactor receiver relay seal spindle spring switch tank tray
transducer transmitter vessel wheel winch wrench implant scaffold syringe stent probe tile beam scaffold drone battery
capacitor resonator oscillator amplifier modulator encoder decoder cooler heater boiler burner dryer mixer sieve mill
""".split()
QUALITIES = """adjustable anti-microbial biodegradable buoyant coated collapsible composite corrosion-resistant cryogenic
deployable disposable dual-stage electrostatic expandable fibre-reinforced flame-retardant flexible foldable galvanised
heat-resistant high-pressure hydraulic inflatable insulated lightweight low-noise magnetic modular multi-layer
non-invasive optical perforated pneumatic portable pressure-balanced reinforced rotary self-aligning self-sealing
shock-absorbing stackable submersible telescopic thermoplastic tunable ultrasonic vacuum-sealed variable-speed wearable
""".split()
PURPOSES = """aircraft engines|agricultural vehicles|blood analysis|cold storage|concrete structures|crop monitoring
|data centres|dental surgery|drug delivery|electric vehicles|food packaging|fuel cells|gas turbines|heat pumps
|hearing aids|liquid hydrogen|marine vessels|mobile networks|offshore platforms|optical fibres|power converters
|prosthetic limbs|rail vehicles|satellite links|semiconductor wafers|solar panels|speech recognition|tidal generators
|underwater inspection|waste water|wind turbines|wound dressings""".replace("\n", "").split("|")
ACTS = """manufacturing controlling inspecting cleaning testing assembling calibrating recycling sterilising cooling
monitoring joining coating positioning""".split()
STEMS = """Alder Amber Arden Aspen Beck Birch Bracken Bramble Briar Calder Cedar Chalk Cinder Clover Cobble Copper Coral
Crag Dale Dapple Elder Ember Fallow Fern Flint Frost Garnet Glen Granite Gull Harrow Hazel Heath Heron Holm Ivory Juniper
Kestrel Larch Lark Linden Linnet Lode Maple Marl Meadow Merle Mica Moss Needle Oak Onyx Osprey Otter Peat Pebble Pine
Plover Quartz Quill Raven Reed Ridge Rowan Saffron Sage Sand Sedge Shale Silver Slate Sorrel Spruce Starling Sterling
Swale Teal Thistle Thorn Tor Umber Vale Wren Willow Yarrow""".split()
ENDINGS = """bank bridge brook by combe croft den fell field ford gate hurst ley mere mouth stead stone ton wade well wick
worth""".split()
TRADES = """Aerospace Agritech Automation Biologics Catalysts Ceramics Chemicals Composites Dynamics Electronics Energy
Engineering Filtration Instruments Labs Marine Materials Medical Microwave Mobility Networks Optics Packaging Photonics
Plastics Polymers Power Robotics Semiconductors Systems Technologies Textiles Turbines Water""".split()
FORENAMES = """Aisha Alan Amara Bethan Callum Carys Chidi Daisy Dylan Eilidh Elin Farah Finlay Gareth Grace Hamza Harriet
Imogen Isla Jamal Joan Kofi Leila Lewis Mair Mohan Nadia Niamh Oliver Olu Priya Rhys Rosa Samir Sian Tariq Tomos Una
Vera Wei Yusuf Zara""".split()
SURNAMES = """Abernathy Adeyemi Ashdown Bexley Blackmoor Brightwater Cadwallader Coppersmith Dunmore Eastwood Fairbrother
Fenwick Goldsworthy Hallam Hartnell Ironside Jepson Kingsnorth Lockhart Merriweather Nightingale Okonkwo Pemberton
Quarrington Ravenscroft Silverthorne Tregarth Underhill Vaughan-Rees Whitlock Yarwood Zeller""".split()
STREETS = """Sample Specimen Example Pattern Model Replica Mock Exhibit""".split()
WAYS = """Street Road Lane Way Court Avenue Close Park""".split()
ABROAD = (("DE", "GmbH"), ("FR", "SAS"), ("US", "Inc"), ("JP", "KK"), ("NL", "BV"), ("IT", "SpA"), ("CH", "AG"))
