"""Events: the list and the calendar, and the page of one with its sign-in, counts, concerns and files."""

PHRASES: dict[str, str] = {
    # event
    "Counted at this event": "Contado en este evento",
    "How many came": "Cuántos vinieron",
    "New event": "Evento nuevo",
    "Details first; sign-in, counts and concerns follow as soon as it is recorded.": (
        "Primero los datos; la asistencia, los conteos y las inquietudes siguen al registrarlo."
    ),
    # event_checklist
    "To do": "Por hacer",
    "{words}: taken off the list.": "{words}: se quitó de la lista.",
    "Add something to do": "Agregar una cosa por hacer",
    "Something to do": "Cosa por hacer",
    "Days before": "Días antes",
    "A number; below zero for after the event": "Un número; menor que cero para después del evento",
    "{done} of {all} done": "Hecho: {done} de {all}",
    "done {day}": "hecho el {day}",
    "{days} before the event": "{days} antes del evento",
    "{days} after the event": "{days} después del evento",
    "“{typed}” is not a number of days: write it like 14, or -2 for two days after.": (
        "«{typed}» no es un número de días: escriba, por ejemplo, 14, o -2 para dos días después."
    ),
    # event_concern_form
    "Who said it": "Quién lo dijo",
    "who said it, if known": "quién lo dijo, si se sabe",
    "The words stay inside: public papers never show them": (
        "Las palabras quedan adentro: los papeles públicos nunca las muestran"
    ),
    "Make a follow-up of it in the same breath (Alt+P)": "Hacer el seguimiento de una vez (Alt+P)",
    "what we will do": "lo que vamos a hacer",
    "Add concern": "Agregar la inquietud",
    "Save concern": "Guardar la inquietud",
    "Leave the concern as it is": "Dejar la inquietud como está",
    "Withdraw the concern": "Retirar la inquietud",
    "We promise": "Prometemos",
    "Choose the topic of the concern: type the beginning of its name.": (
        "Elija el tema de la inquietud: escriba el comienzo de su nombre."
    ),
    "Write what the resident told us.": "Escriba lo que nos dijo el residente.",
    "“{typed}” is neither signed in here nor an organization that is kept: sign the person in first, or leave it "
    "empty.": (
        "«{typed}» no se anotó aquí ni es una organización de los registros: anote primero a la persona o deje el "
        "campo vacío."
    ),
    "Write what we promise to do, or take the mark off Promise.": (
        "Escriba lo que prometemos hacer o quite la marca de Promesa."
    ),
    "The owner is not an officer of this precinct: choose one from the list.": (
        "El responsable no es agente de este precinto: elija de la lista."
    ),
    # event_concerns
    "{state} {day}": "{state} el {day}",
    "Concern recorded.": "Se registró la inquietud.",
    "Concern saved.": "Se guardó la inquietud.",
    "Concern recorded, with its promise.": "Se registró la inquietud, con su promesa.",
    "Concern saved, with its promise.": "Se guardó la inquietud, con su promesa.",
    "Concern withdrawn.": "Se retiró la inquietud.",
    "part of “{title}”": "parte de «{title}»",
    "Make a problem of: {words}": "Hacer un problema de: {words}",
    "Open the problem: {title}": "Abrir el problema: {title}",
    "Open the promise: {words}": "Abrir la promesa: {words}",
    # event_counts
    "{named:,} named": "{named:,} con nombre",
    "{named}  ·  nobody counted heads yet": "{named}  ·  nadie hizo el conteo todavía",
    "{more:,} more": "{more:,} más",
    "{name}, {count:,} more": "{name}, {count:,} más",
    "more named than counted: check the numbers": "más nombres que personas contadas: revise los números",
    "head count  ·  {named}  ·  {tail}": "en el conteo  ·  {named}  ·  {tail}",
    "Head counts": "Conteo de personas",
    "Name of another group": "Nombre de otro grupo",
    "Group, for example Seniors": "Grupo, por ejemplo: Personas mayores",
    "Another group": "Otro grupo",
    "Adults": "Adultos",
    "Youth": "Jóvenes",
    # event_editor
    "further event": "evento más",
    "further events": "eventos más",
    "Details": "Datos",
    "Record event": "Registrar el evento",
    "Save details": "Guardar los datos",
    "Event recorded.": "Se registró el evento.",
    "Event cancelled.": "Se canceló el evento.",
    "Details saved.": "Se guardaron los datos.",
    "{events} planned.": "Planeado: {events}.",
    "Details saved, and {events} planned.": "Se guardaron los datos. Planeado: {events}.",
    "Escape; what is typed is kept for later": "Esc; lo escrito se guarda para después",
    "This and the following are changed.": "Se cambiaron este evento y los siguientes.",
    "The whole series is changed.": "Se cambió toda la serie.",
    "An event is cancelled after it was planned: record it as planned first.": (
        "Un evento se cancela después de planearlo: regístrelo primero como planeado."
    ),
    # event_files
    "Photos and files": "Fotos y archivos",
    "Add a photo or file": "Agregar una foto o un archivo",
    "Or drop files here": "O suelte archivos aquí",
    "or drop it here": "o suéltelo aquí",
    "Public papers may show it": "Los papeles públicos pueden mostrarlo",
    "Photos and files to keep with this event": "Fotos y archivos para guardar con este evento",
    "{told} It told where it was taken; that was taken out.": "{told} Decía dónde se tomó; eso se quitó.",
    "What it shows, for those who cannot see it": "Lo que muestra, para quien no puede verlo",
    "File {name}": "Archivo {name}",
    "{name} is kept.": "Se guardó {name}.",
    "Keeping {name}": "Guardando {name}",
    "Save what is said of the file": "Guardar lo que se dice del archivo",
    "Remove the file": "Quitar el archivo",
    "FILE": "ARCHIVO",
    # event_form
    "Choose what kind of event this is: type the beginning of its name.": (
        "Elija qué tipo de evento es: escriba el comienzo de su nombre."
    ),
    "type to find, for example assoc": "escriba para buscar, por ejemplo: assoc",
    "Last day": "Último día",
    "the same day": "el mismo día",
    "Only when it ends on a later day": "Solo si termina otro día",
    "Neighborhoods served": "Vecindarios atendidos",
    "type, Enter, next": "escriba, Enter, siguiente",
    "association, church, school …": "asociación, iglesia, escuela …",
    "Reason for cancelling": "Motivo de la cancelación",
    "The date is missing: write it as month/day/year.": "Falta la fecha: escríbala como mes/día/año.",
    "“{words}” is not an organization that is kept: add it under People, or leave it empty.": (
        "«{words}» no es una organización de los registros: agréguela en Personas o deje el campo vacío."
    ),
    # event_lines
    "From|an organization": "De parte de",
    "illegible": "ilegible",
    "invited": "con invitación",
    "Delete takes a line off, the space bar marks somebody present or absent": (
        "Delete quita un renglón; la barra de espacio marca si alguien vino o no"
    ),
    # event_repeats
    "once  ·  or 2nd Tuesday, every other Monday …": "una vez  ·  o segundo martes, cada dos semanas el lunes …",
    "for a year": "por un año",
    "Skip public holidays": "Omitir los días feriados",
    "This event alone": "Solo este evento",
    "This and the following": "Este y los siguientes",
    "The whole series": "Toda la serie",
    # event_scan
    "Sheet {sheet}, line {line} as scanned": "Hoja {sheet}, renglón {line}, como se escaneó",
    "Sheet {sheet} has no line {line}: its lines have all been shown.": (
        "La hoja {sheet} no tiene renglón {line}: ya se mostraron todos sus renglones."
    ),
    "There is no scan of sheet {sheet}: read it, or type from the paper.": (
        "La hoja {sheet} no está escaneada: léala o escriba del papel."
    ),
    # event_signin
    "Sign-in": "Asistencia",
    "Follow the sheet": "Seguir la hoja",
    "Number the lines as on the printed sheet; Enter alone skips a blank line (Alt+L)": (
        "Numerar los renglones como en la hoja impresa; Enter solo pasa un renglón en blanco (Alt+L)"
    ),
    "Visitor mode": "Modo para visitantes",
    "Full screen, for visitors to sign in themselves": "Pantalla completa, para que los visitantes se anoten",
    "Invite the regulars": "Invitar a los habituales",
    "Those who came to the last six": "Quienes vinieron a los últimos seis",
    "Name to sign in": "Nombre para anotar",
    "A name, the end of a phone number, or an organization; paste a column of names here": (
        "Un nombre, el final de un teléfono o una organización; aquí puede pegar una columna de nombres"
    ),
    "Signed in": "Firmaron",
    "Read a scanned sheet …": "Leer una hoja escaneada …",
    "A photo or scan of our printed sheet: each line is shown above the field to type into": (
        "Una foto o un escaneo de nuestra hoja impresa: cada renglón se muestra encima del campo"
    ),
    "Blank line": "Renglón en blanco",
    "Nobody signed here; Enter with nothing typed does the same": "Nadie firmó aquí; Enter sin escribir hace lo mismo",
    "Illegible": "Ilegible",
    "Nobody can read it; ? and Enter do the same": "Nadie puede leerlo; ? y Enter hacen lo mismo",
    "Invited": "Invitados",
    "Whom to invite: three letters, Enter, next": "A quién invitar: tres letras, Enter, siguiente",
    "Three letters, Enter, next": "Tres letras, Enter, siguiente",
    "Nobody is signed in yet: type the first three letters of a name, then Enter.": (
        "Todavía no se anotó nadie: escriba las tres primeras letras de un nombre y luego Enter."
    ),
    "Nobody is invited yet; who comes without an invitation signs in all the same.": (
        "Todavía no se invitó a nadie; quien viene sin invitación se anota igual."
    ),
    "The event is still ahead: read the sheet again on its day to type its lines.": (
        "El evento aún no llega: lea la hoja de nuevo ese día para escribir sus renglones."
    ),
    "following sheet {sheet}, line {line}": "hoja {sheet}, renglón {line}",
    "Nobody came to events like this one yet: type a name to invite somebody.": (
        "Todavía nadie vino a eventos como este: escriba un nombre para invitar a alguien."
    ),
    "{regulars} on the list.": "En la lista: {regulars}.",
    "regular": "asistente habitual",
    "regulars": "asistentes habituales",
    "The line was taken off.": "Se quitó el renglón.",
    "{names} signed in as written.": "Se anotó como está escrito: {names}.",
    "pasted name": "nombre pegado",
    "pasted names": "nombres pegados",
    # event_tools
    "Plan the same on another day": "Planear lo mismo otro día",
    "Plan the same on another day …": "Planear lo mismo otro día …",
    "Plan it": "Planearlo",
    "Planned for {day}.": "Planeado: {day}.",
    "It was held": "Ya se realizó",
    "The event took place": "El evento tuvo lugar",
    "Edit details": "Editar los datos",
    "Continue editing": "Seguir editando",
    "Numbered lines to sign on, prefilled with regulars": (
        "Renglones numerados para firmar, ya con los asistentes habituales"
    ),
    "Print record": "Imprimir el registro",
    "More to do with this event": "Más para hacer con este evento",
    "Put back among the planned": "Volver a ponerlo entre los planeados",
    "Remove (entered by mistake)": "Quitar (se registró por equivocación)",
    "State: {state}": "Estado: {state}",
    "The event was held.": "El evento se realizó.",
    "The event is planned again.": "El evento está planeado otra vez.",
    "Event removed.": "Se quitó el evento.",
    # events
    "No event is recorded yet": "Todavía no hay ningún evento",
    "Record the meeting you come from, or plan the next one. Years of a spreadsheet come in by Import.": (
        "Registre la reunión de la que viene o planee la próxima. Los años de una hoja de cálculo entran por Importar."
    ),
    "No event fits these filters": "Ningún evento coincide con estos filtros",
    "Take a filter away to see more.": "Quite un filtro para ver más.",
    # events_calendar
    "{title} moved to {day}.": "{title}: se movió al {day}.",
    "Events by day": "Eventos por día",
    "Arrows choose a day, Enter opens its event or plans one, dragging moves one": (
        "Las flechas eligen un día; Enter abre su evento o planea uno; al arrastrar se mueve uno"
    ),
    "Earlier": "Antes",
    "Later": "Después",
    "The week before": "La semana anterior",
    "The month before": "El mes anterior",
    "The week after": "La semana siguiente",
    "The month after": "El mes siguiente",
    # events_filter
    "Search the events": "Buscar en los eventos",
    "Words of the title, the place or the summary": "Palabras del título, del lugar o del resumen",
    "All kinds": "Todos los tipos",
    "All officers": "Todos los agentes",
    "All states": "Todos los estados",
    "Any time": "Cualquier momento",
    "Last month|the one before this": "Mes pasado",
    "Next 30 days": "Próximos 30 días",
    "From … to …": "Desde … hasta …",
}
