# The one way in which scripts start the embedded org, dot-sourced by them.

function Start-Emulator([string] $Program, [string[]] $Arguments = @()) {
    <# .SYNOPSIS Starts the emulator in a process of its own, which ends with this one; gives what it says of itself. #>
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($Program, '--port', '0', '--stdin-close') + $Arguments) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) { throw 'The embedded org did not start.' }
    $line | ConvertFrom-Json | Add-Member NoteProperty Process $process -PassThru
}

function Stop-Emulator($Org) {
    $Org.Process.StandardInput.Close()
    if (-not $Org.Process.WaitForExit(10000)) { $Org.Process.Kill() }
    $Org.Process.Dispose()
}
