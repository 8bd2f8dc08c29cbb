; The installer for Windows (Inno Setup 6). resources.packaging runs it and defines Version, Folder, Out and Icon.
; docs/packaging.md says how it is used, silently too.

#ifndef Version
  #error Run it by python -m resources.packaging, which says the version and where the built folder lies.
#endif

[Setup]
; Never changed: by it an installer knows that it upgrades what is there.
AppId={{9FF57562-262E-4CD0-8497-374CBBCEC60F}
AppName=Outreach
AppVersion={#Version}
AppVerName=Outreach {#Version}
AppPublisher=The Outreach founders
AppCopyright=© 2026 The Outreach founders
VersionInfoVersion={#Version}
; For one person without an administrator; with /ALLUSERS an administrator installs for everybody.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
DefaultDirName={autopf}\Outreach
UsePreviousAppDir=yes
DisableDirPage=yes
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
; A window that is open is asked to close, and keeps what is being typed as it does.
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\outreach.exe
UninstallDisplayName=Outreach
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Out}
OutputBaseFilename=Outreach-{#Version}-setup

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[CustomMessages]
en.FieldKit=Outreach field kit
es.FieldKit=Maletín de campo de Outreach
en.OnTheDesktop=Put an icon on the desktop
es.OnTheDesktop=Poner un icono en el escritorio
en.Open=Open Outreach
es.Open=Abrir Outreach

[Tasks]
Name: "desktop"; Description: "{cm:OnTheDesktop}"; Flags: unchecked

[InstallDelete]
; What an earlier version brought and this one does not would be loaded still. Records never lie here.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Outreach"; Filename: "{app}\outreach.exe"
Name: "{autodesktop}\Outreach"; Filename: "{app}\outreach.exe"; Tasks: desktop

[Registry]
; A field kit opens by a double click. HKA is the person's own part, and everybody's with /ALLUSERS.
Root: HKA; Subkey: "Software\Classes\.outreach-kit"; ValueType: string; ValueName: ""; ValueData: "Outreach.FieldKit"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\Outreach.FieldKit"; ValueType: string; ValueName: ""; ValueData: "{cm:FieldKit}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Outreach.FieldKit\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\outreach.exe,0"
Root: HKA; Subkey: "Software\Classes\Outreach.FieldKit\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\outreach.exe"" ""%1"""

[Run]
Filename: "{app}\outreach.exe"; Description: "{cm:Open}"; Flags: nowait postinstall skipifsilent
