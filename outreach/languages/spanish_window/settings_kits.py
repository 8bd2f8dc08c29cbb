"""The settings: field kits, and the questions of one that came back."""

PHRASES = {
    # settings_kits
    "For a meeting without a network: one encrypted file that this program opens on a laptop. It holds the people, "
    "events and promises of the neighborhoods you choose, and nothing else. What is recorded there comes back here.": (
        "Para una reunión sin red: un archivo cifrado que este programa abre en una computadora portátil. Contiene las "
        "personas, los eventos y las promesas de los vecindarios que usted elija, y nada más. Lo que se registra allí "
        "vuelve aquí."
    ),
    "These records are a field kit themselves: kits are made, and brought back, at the precinct.": (
        "Estos registros son un kit de campo: los kits se hacen y se traen de vuelta en el precinto."
    ),
    "Field kits (*{suffix})": "Kits de campo (*{suffix})",
    "No kit has gone out yet": "Aún no ha salido ningún kit",
    "A kit takes the records of a few neighborhoods to a meeting without a network.": (
        "Un kit lleva los registros de unos pocos vecindarios a una reunión sin red."
    ),
    "Make a kit …": "Hacer un kit …",
    "Bring one back …": "Traer uno de vuelta …",
    "Bring back": "Traer de vuelta",
    "Bring it back": "Traerlo de vuelta",
    "Bringing it back": "Trayéndolo de vuelta",
    "&Passphrase of the kit": "&Frase de contraseña del kit",
    "Kit": "Kit",
    "With": "Con",
    "Came back": "Volvieron",
    "Asks": "Pregunta",
    "A new field kit": "Un kit de campo nuevo",
    "Make the kit …": "Hacer el kit …",
    "Making the kit": "Haciendo el kit",
    "Who &takes it": "&Quién lo lleva",
    "Events planned &until": "Eventos planeados &hasta",
    "&Open until": "&Abierto hasta",
    "&Passphrase, at least 12 letters": "&Frase de contraseña, al menos 12 letras",
    "Passphrase a&gain": "Frase de contraseña, &otra vez",
    "Neighborhoods of the kit": "Vecindarios del kit",
    "Neigh&borhoods": "&Vecindarios",
    "Form of field kits": "Formulario de kits de campo",
    "Where to write the kit": "Dónde escribir el kit",
    "The kit, as it came back": "El kit, como volvió",
    "The name is missing: for example where it goes.": "Falta el nombre: por ejemplo adónde va.",
    "Choose the officer who takes it.": "Elija al agente que lo lleva.",
    "The last day is missing: write it as month/day/year.": "Falta el último día: escríbalo como mes/día/año.",
    "The day it closes is missing: write it as month/day/year.": "Falta el día en que cierra: escríbalo como mes/día/año.",
    "Type the passphrase a second time.": "Escriba la frase de contraseña por segunda vez.",
    "The passphrase was typed differently the second time: type both again.": (
        "La frase de contraseña se escribió distinta la segunda vez: escriba ambas de nuevo."
    ),
    "No neighborhood is chosen: tick those that the kit is for.": (
        "No se eligió ningún vecindario: marque aquellos para los que es el kit."
    ),
    "The kit is made: copy the file to the laptop and open it with this program.": (
        "El kit está hecho: copie el archivo a la computadora portátil y ábralo con este programa."
    ),
    "{name}: {changes} came back": "{name}: {changes} de vuelta",
    "{count:,} were so already": "{count:,} ya estaban así",
    "{count:,} came back earlier": "{count:,} volvieron antes",
    "{count:,} were left out": "{count:,} se omitieron",
    " {questions} to answer.": " {questions} por responder.",
    "change": "cambio",
    "changes": "cambios",
    "question": "pregunta",
    "questions": "preguntas",
    # kit_questions
    "{changes} from field kits to decide": "{changes} de kits de campo por decidir",
    "{kit}: {actor} did “{what}” on {when}.": "{kit}: el {when}, {actor} hizo «{what}».",
    "Do it as chosen": "Hacerlo como se eligió",
    "Done as chosen.": "Se hizo como se eligió.",
    "Leave it out": "Omitirlo",
    "Left out.": "Se omitió.",
    "It stays in the kit's file; undo asks again": "Se queda en el archivo del kit; deshacer pregunta de nuevo",
    "Is this one of those already known?": "¿Ya se conoce? ¿Es alguno de estos?",
    "No, this is somebody or something else": "No, es otra persona u otra cosa",
    "Both together: {value:,}": "Ambos juntos: {value:,}",
    "Here: {here}": "Aquí: {here}",
    "Kit: {kit}": "Kit: {kit}",
    "The kit removed this, and it was changed here since.": "El kit quitó esto, y desde entonces cambió aquí.",
    "Keep it": "Conservarlo",
    "Remove it": "Quitarlo",
}
