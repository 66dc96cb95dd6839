@echo off
rem Runs the Maven that .mvn\wrapper\maven-wrapper.properties pins, as mvnw does elsewhere: see there.
rem Needs curl, tar and certutil, which Windows has since 10 (1803).
setlocal
for /f "usebackq tokens=1,* delims==" %%k in ("%~dp0.mvn\wrapper\maven-wrapper.properties") do set "%%k=%%l"
if defined MVNW_DISTRIBUTION_URL set "distributionUrl=%MVNW_DISTRIBUTION_URL%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "home=%MAVEN_USER_HOME%\wrapper\dists\apache-maven-%distributionSha256Sum:~0,12%"
if exist "%home%\bin\mvn.cmd" goto pinned

set "temporary=%home%.%RANDOM%"
mkdir "%temporary%"
if errorlevel 1 exit /b 1
curl -fsL --connect-timeout 10 -o "%temporary%\maven.tar.gz" "%distributionUrl%" 2>nul
if errorlevel 1 goto installed
certutil -hashfile "%temporary%\maven.tar.gz" SHA256 | findstr /i /x "%distributionSha256Sum%" >nul
if errorlevel 1 goto refused
tar -xzf "%temporary%\maven.tar.gz" -C "%temporary%"
if errorlevel 1 exit /b 1
for /d %%d in ("%temporary%\apache-maven-*") do if not exist "%home%\bin\mvn.cmd" move "%%d" "%home%" >nul
rmdir /s /q "%temporary%"

:pinned
call "%home%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:refused
rmdir /s /q "%temporary%"
echo mvnw: refused %distributionUrl%: its SHA-256 is not %distributionSha256Sum% >&2
exit /b 1

:installed
rmdir /s /q "%temporary%"
set "version="
for /f "tokens=1-3" %%a in ('mvn --version 2^>nul') do if "%%a %%b"=="Apache Maven" set "version=%%c"
if not defined version goto none
for /f "tokens=1,2 delims=." %%m in ("%version%") do set /a "number=%%m * 1000 + %%n"
if %number% lss 3008 goto none
echo mvnw: cannot download %distributionUrl%, so using the installed Maven %version% >&2
call mvn %*
exit /b %ERRORLEVEL%

:none
echo mvnw: cannot download %distributionUrl%, and no Maven 3.8 or newer is installed >&2
exit /b 1
