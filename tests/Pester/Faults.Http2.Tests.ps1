# What goes wrong over HTTP/2 and TLS, where an answer that breaks off is a stream that is reset and not a connection.
# The build for Windows PowerShell speaks HTTP/1.1 over TLS here.
BeforeDiscovery {
    $page = '<html><title>Down for maintenance</title></html>'
    $memory = [System.IO.MemoryStream]::new()
    $gzip = [System.IO.Compression.GZipStream]::new($memory, [System.IO.Compression.CompressionMode]::Compress)
    $gzip.Write([System.Text.Encoding]::UTF8.GetBytes('{"id":"001000000000001AAA","success":true,"errors":[]}'))
    $gzip.Dispose()
    $cut = [Convert]::ToBase64String($memory.ToArray()[0..($memory.ToArray().Length - 7)])
    $json = 'application/json;charset=UTF-8'

    # Code: the error's id where the fault stays, and of a write where it strikes once. Written: how many records a write
    # has made that the fault struck once. NotDone: it was not carried out, and a write is repeated.
    $faults = @(
        @{ Name = 'reset before it is read'; Fault = @{ drop = 'before' }; Code = 'CONNECTION_LOST'; Written = 0 }
        @{ Name = 'reset after it was done'; Fault = @{ drop = 'after' }; Code = 'CONNECTION_LOST'; Written = 1 }
        @{ Name = 'reset after the headers'; Fault = @{ drop = 'headers' }; Code = 'CONNECTION_LOST'; Written = 1 }
        @{ Name = 'reset in the body'; Fault = @{ drop = 'mid-body' }; Code = 'CONNECTION_LOST'; Written = 1 }
        @{ Name = 'length too long'; Fault = @{ status = 200; headers = @{ 'Content-Type' = $json; 'Content-Length' = '99' }; body = '{}' }; Code = 'CONNECTION_LOST'; Written = 0 }
        @{ Name = 'JSON cut short'; Fault = @{ status = 200; headers = @{ 'Content-Type' = $json }; body = '{"id":' }; Code = 'INVALID_RESPONSE'; Written = 0 }
        @{ Name = 'gzip cut short'; Fault = @{ status = 200; headers = @{ 'Content-Type' = $json; 'Content-Encoding' = 'gzip' }; bodyBase64 = $cut }; Code = 'INVALID_RESPONSE'; Written = 0 }
        @{ Name = '503 page'; Fault = @{ status = 503; headers = @{ 'Content-Type' = 'text/html' }; body = $page }; Code = 'HTTP_503'; Written = 0 }
        @{ Name = '503 page with Retry-After'; Fault = @{ status = 503; headers = @{ 'Content-Type' = 'text/html'; 'Retry-After' = '1' }; body = $page }; Code = 'HTTP_503'; Written = 0 }
        @{ Name = 'UNABLE_TO_LOCK_ROW'; Fault = @{ status = 400; body = @(@{ errorCode = 'UNABLE_TO_LOCK_ROW'; message = 'unable to obtain exclusive access to this record' }) }; Code = 'UNABLE_TO_LOCK_ROW'; Written = 1; NotDone = $true }
        @{ Name = '401'; Fault = @{ status = 401; body = @(@{ errorCode = 'INVALID_SESSION_ID'; message = 'Session expired or invalid' }) }; Code = 'INVALID_SESSION_ID'; Written = 1; NotDone = $true }
        @{ Name = 'silence'; Fault = @{ hang = $true }; Code = 'TIMEOUT'; Written = 0 }
    )
}

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ https = $true }
    $options = @{ ClientId = $org.consumerKey; ClientSecret = $org.Secret; SkipCertificateCheck = $true; MaximumRetryCount = 1; RetryIntervalSec = 1 }
    # No waiting between attempts.
    Import-TestClock
    Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(120)))
    $session = Connect-SfClientCredentials $org.httpsUrl @options
    Set-TestClock
    $short = Connect-SfClientCredentials $org.httpsUrl @options -TimeoutSec 3 -Name short -NoDefault
    $usual = (Invoke-SfQuery 'SELECT Id FROM User').Count
    $tag = 0

    function Get-Written([string] $Name) { @(Invoke-SfQuery 'SELECT Id FROM Account WHERE Name = :name' @{ name = $Name }).Count }
}

AfterAll {
    Get-SfSession | Disconnect-SfSession
    Stop-TestOrg $org
}

Describe 'Over HTTP/2: <Name>' -ForEach $faults {
    BeforeEach {
        $using = if ($Name -eq 'silence') { $short } else { $session }
        $account = "http2 $((++$script:tag))"
    }

    AfterEach { Clear-OrgFault $org }

    It 'once: a query is whole' {
        $org | Set-OrgFault ($Fault + @{ path = '*/query'; count = 1 })

        Invoke-SfQuery 'SELECT Id FROM User' -Session $using | Should -HaveCount $usual
    }

    It 'for ever: a query is one clear error, and the session works afterwards' {
        $org | Set-OrgFault ($Fault + @{ path = '*/query'; count = -1 })

        $failure = Get-Failure { Invoke-SfQuery 'SELECT Id FROM User' -Session $using }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        if ($Name -eq 'reset before it is read' -and (Get-TestBuild) -eq 'net8.0') { "$failure" | Should -BeLike '*HTTP/2*' -Because 'this is what is tested here' }
        Clear-OrgFault $org
        Invoke-SfQuery 'SELECT Id FROM User' -Session $using | Should -HaveCount $usual
    }

    It 'once: a write is never made twice' {
        $org | Set-OrgFault ($Fault + @{ path = '*/sobjects/Account'; method = 'POST'; count = 1 })
        $write = { Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = $account } -Session $using }

        if ($NotDone) { (& $write).success | Should -BeTrue }
        else { (Get-Failure $write).FullyQualifiedErrorId | Should -BeLike "$Code,*" }

        Get-Written $account | Should -Be $Written
    }

    It 'for ever: a write is one clear error' {
        $org | Set-OrgFault ($Fault + @{ path = '*/sobjects/Account'; method = 'POST'; count = -1 })

        (Get-Failure { Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = $account } -Session $using }).FullyQualifiedErrorId | Should -BeLike "$Code,*"

        Get-Written $account | Should -BeLessOrEqual 1
    }
}
