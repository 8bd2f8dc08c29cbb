"""What each figure means, in Spanish: by its English heading, and by the English paragraph of what counts it."""

FIGURES = {
    "Events": "Eventos",
    "Events whose date lies in the period, by status: held, planned or cancelled. Held ones are counted by kind,"
    " too.": (
        "Los eventos cuya fecha cae en el período, por estado: realizados, planeados o cancelados. Los realizados"
        " se cuentan también por tipo."
    ),
    "People reached": "Personas atendidas",
    "People at held events: the head counts of each event; where nobody took one, its sign-ins. Events with"
    " neither are named beside the figure as events without a count, and never taken for zero.": (
        "Las personas en los eventos realizados: el conteo de cada evento; donde nadie contó, sus firmas. Los"
        " eventos que no tienen ni lo uno ni lo otro se nombran al lado de la cifra como eventos sin conteo, y nunca"
        " se toman como cero."
    ),
    "Signed in, and first time": "Firmaron, y primera vez",
    "Lines of people present at held events, illegible ones included. Somebody came for the first time when her"
    " first sign-in ever lies in the period. People who were found to be one person and merged count once.": (
        "Los renglones de quienes vinieron a eventos realizados, también los ilegibles. Una persona"
        " vino por primera vez cuando su primera firma de todas cae en el período. Las entradas que resultaron ser"
        " una sola persona y se unieron cuentan una vez."
    ),
    "Neighborhoods reached, and quiet ones": "Vecindarios atendidos, y sin eventos recientes",
    "Of the active neighborhoods, those that at least one held event served. A neighborhood is quiet when it had"
    " no held event for as many days as the settings say, up to the end of the period.": (
        "De los vecindarios activos, los que atendió al menos un evento realizado. Un vecindario está sin eventos"
        " recientes cuando no tuvo ninguno realizado en los días que dice la configuración, hasta el final del"
        " período."
    ),
    "Promises": "Promesas",
    "Of promises, **opened** are those made in the period, **closed** those done or declined in it, and **told**"
    " those of the closed ones whose resident was told, on whichever day. **open** ones were opened by its end and"
    " not closed by then; **overdue** are those of them whose due day had passed. **due** fell due in the period,"
    " and **kept** are those of them that were done on the due day or before. Of all closed ones, half took fewer"
    " days than **median days to close**, and half took more.": (
        "De las promesas, **hechas** son las que se hicieron en el período. **Cerradas** son las que se cumplieron"
        " o se rechazaron en él. **Avisadas** son las cerradas cuyo residente recibió aviso, sea cual sea el día."
        " **Pendientes** son las que a su final estaban hechas y no cerradas. **Atrasadas** son las pendientes cuya"
        " fecha límite ya había pasado. **Vencían** dice cuántas tenían su fecha límite en el período. **Cumplidas**"
        " son las de estas que se cumplieron ese día o antes. De todas las cerradas, la mitad llevó menos días que"
        " la **mediana de días para resolver**, y la otra mitad llevó más."
    ),
    "Concerns": "Inquietudes",
    "Concerns by topic, by the day they were raised, whether or not anything was promised.": (
        "Las inquietudes por tema, según el día en que se plantearon, se haya prometido algo o no."
    ),
    "What was counted": "Lo que se contó",
    "What was counted at the held events of the period, such as vehicles stopped. Events that ask for it and"
    " noted nothing are told beside the sum. Per officer hour it is counted only where the hours are known, too.": (
        "Lo que se contó en los eventos realizados del período, como los vehículos detenidos. Los eventos que lo"
        " piden y no anotaron nada se dicen al lado de la suma. Por hora de agente se cuenta solo donde también se"
        " conocen las horas."
    ),
    "Events by shift": "Eventos por turno",
    "Held events by the shifts on duty when they began, under the plan in force on their day. Shifts may overlap,"
    " so the counts may add up to more than the events. Events without a start time belong to no shift, and that"
    " is said.": (
        "Los eventos realizados por los turnos que estaban de servicio cuando comenzaron, según el plan vigente ese"
        " día. Los turnos pueden traslaparse. Por eso la suma puede ser mayor que los eventos. Los eventos sin hora"
        " de inicio no pertenecen a ningún turno, y eso se dice."
    ),
    "Crime snapshot": "Instantánea de delitos",
    "Counts as your records system gave them, beside the month before and the year before. Where a month was not"
    " counted, or there is nothing to divide by, it says n/a, never zero. Percentages are rounded to whole ones.": (
        "Las cifras tal como las dio su sistema de registros, al lado del mes anterior y del año anterior. Donde un"
        " mes no se contó, o no hay entre qué dividir, dice n/d, nunca cero. Los porcentajes se redondean a enteros."
    ),
    "More than chance": "Más que azar",
    "Whether two counts differ by more than chance alone explains. It says nothing about the reason.": (
        "Si dos conteos se diferencian más de lo que el azar explica por sí solo. No dice nada de la causa."
    ),
}
