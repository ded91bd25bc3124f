; Vision Editor's installer for Windows. `build.py nsis` calls makensis and says, as -D…: NAME, TITLE, VENDOR, HOMEPAGE,
; VERSION as people read it, NUMBER with its four parts, SOURCE (the frozen folder), REMOVAL (what deletes that again), ICON,
; OUT, and TARGET where makensis has stubs of 64 bits.
;
;   setup.exe                     asks whether for oneself or for everybody
;   setup.exe /S                  silently, for oneself: in %LOCALAPPDATA%\Programs
;   setup.exe /S /AllUsers        silently, for everybody: in Program Files
;   … /D=C:\a folder              there; comes last, and without quotes
;
; Over an older version it replaces that, where it lies. It ends with 2 where the program is still open.

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define DOCUMENT "VisionEditor.Document"
!define PROGRAM "${NAME}-gui.exe"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${TITLE}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include "MultiUser.nsh"
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

Name "${TITLE}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUT}"

VIProductVersion "${NUMBER}"
VIAddVersionKey "CompanyName" "${VENDOR}"
VIAddVersionKey "FileDescription" "${TITLE} Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "${LICENCE}"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${TITLE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var AskedFor ; the folder that /D names

Function .onInit
  StrCpy $AskedFor $INSTDIR
  SetRegView 64
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP|MB_OK "${TITLE} needs Windows 10 or newer, of 64 bits." /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  !insertmacro MULTIUSER_INIT
  ${If} $AskedFor != ""
    StrCpy $INSTDIR $AskedFor
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; A program that is open holds its file: nothing of it may be replaced then.
!macro REQUIRE_CLOSED
  retry:
  IfFileExists "$INSTDIR\${PROGRAM}" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors 0 close
  MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "${TITLE} is still open. Close its windows, then try again." \
    /SD IDCANCEL IDRETRY retry
  SetErrorLevel 2
  Quit
  close:
  FileClose $0
  closed:
!macroend

; What was installed, and nothing that somebody else has put beside it.
!macro REMOVE_PROGRAM
  !include "${REMOVAL}"
!macroend

; A kind of file: the program is offered for it ("Open with"), and takes it from no other.
!macro OFFER_FOR ENDING
  WriteRegStr SHCTX "Software\Classes\${ENDING}\OpenWithProgids" "${DOCUMENT}" ""
  WriteRegStr SHCTX "Software\Classes\Applications\${PROGRAM}\SupportedTypes" "${ENDING}" ""
!macroend

; Takes back the offer, and the keys that nobody else has put anything into.
!macro OFFER_NO_LONGER ENDING
  DeleteRegValue SHCTX "Software\Classes\${ENDING}\OpenWithProgids" "${DOCUMENT}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${ENDING}"
!macroend

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the kinds of files have changed
!macroend

Section
  !insertmacro REQUIRE_CLOSED
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${VENDOR}"
  WriteRegStr SHCTX "${UNINSTALL}" "URLInfoAbout" "${HOMEPAGE}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" "$0"

  WriteRegStr SHCTX "${PATHS}\${NAME}.exe" "" "$INSTDIR\${NAME}.exe"
  WriteRegStr SHCTX "${PATHS}\${PROGRAM}" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "Software\Classes\${DOCUMENT}" "" "Document for ${TITLE}"
  WriteRegStr SHCTX "Software\Classes\${DOCUMENT}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${DOCUMENT}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\${PROGRAM}" "FriendlyAppName" "${TITLE}"
  WriteRegStr SHCTX "Software\Classes\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !insertmacro OFFER_FOR ".rst"
  !insertmacro OFFER_FOR ".md"
  !insertmacro OFFER_FOR ".markdown"
  !insertmacro TELL_EXPLORER
SectionEnd

Section "Uninstall"
  !insertmacro REQUIRE_CLOSED
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "${PATHS}\${NAME}.exe"
  DeleteRegKey SHCTX "${PATHS}\${PROGRAM}"
  DeleteRegKey SHCTX "Software\Classes\${DOCUMENT}"
  DeleteRegKey SHCTX "Software\Classes\Applications\${PROGRAM}"
  !insertmacro OFFER_NO_LONGER ".rst"
  !insertmacro OFFER_NO_LONGER ".md"
  !insertmacro OFFER_NO_LONGER ".markdown"
  !insertmacro TELL_EXPLORER
SectionEnd
