<#
.SYNOPSIS
Calls.ps1, and each call of it that has EveryTransport once more for each of the transports. Struck are the calls that the
faults strike on this build: on net8.0 all of them.
#>
$plan = & (Join-Path $PSScriptRoot 'Calls.ps1')
$plan.Calls = @(
    $plan.Calls
    foreach ($transport in 'TLS', 'proxy', 'tunnel') {
        foreach ($call in $plan.Calls | Where-Object { $_.EveryTransport }) {
            $copy = @{} + $call
            $copy.What = "$($call.What) over $transport"
            $copy.Transport = $transport
            $copy.NetworkOnly = $true
            $copy
        }
    }
)
# The builds differ in what speaks HTTP and TLS, unpacks and parses. On the second, one call of each cmdlet shows that, and
# all transports; which request of a cmdlet a fault strikes is no matter of the build.
$plan.Struck = if ((Get-TestBuild) -eq 'net8.0') { $plan.Calls } else {
    $plan.Calls | Where-Object Transport
    $plan.Calls | Where-Object { -not $_.Transport } | Group-Object Cmdlet | ForEach-Object { $_.Group[0] }
}
# As the server takes it, which knows the table again.
$plan.Answers = [string[]]$plan.Answers
$plan
