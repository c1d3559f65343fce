<#
.SYNOPSIS
Calls.ps1, and each call of it that has EveryTransport once more for each of the transports.
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
# As the server takes it, which knows the table again.
$plan.Answers = [string[]]$plan.Answers
$plan
