# Apex REST: endpoints that somebody of the org has written, with answers and errors of their own.
BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    function Set-Endpoint([hashtable] $Endpoint) { $null = Invoke-OrgKnob $org apex-rest POST $Endpoint }
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfRest with Apex REST' {
    BeforeAll {
        Set-Endpoint @{ path = 'orders/1'; headers = @{ ETag = '"v1"' }; body = @{ id = 1; lines = @(@{ name = 'ü' }) } }
        Set-Endpoint @{ path = 'orders'; method = 'POST'; status = 201; body = 'created' }
        Set-Endpoint @{ path = 'orders/2'; method = 'DELETE'; status = 409; body = @{ error = @{ reason = 'shipped' } } }
        Set-Endpoint @{ path = 'orders/3'; method = 'PATCH'; status = 400; headers = @{ 'Content-Type' = 'text/plain' }; body = 'no such field: colour' }
        Set-Endpoint @{ path = 'orders/4'; status = 500; body = @(@{ errorCode = 'APEX_ERROR'; message = "System.NullPointerException: Attempt to de-reference a null object`n`nClass.Orders.get: line 3, column 1" }) }
        Set-Endpoint @{ path = 'orders/5'; method = 'PUT'; status = 204 }
        Set-Endpoint @{ path = 'a b/ü'; body = 'found' }
    }

    It 'takes paths from the root, and returns what the class returns' {
        $order = Invoke-SfRest /services/apexrest/orders/1 -ResponseHeadersVariable headers
        $order.id, $order.lines[0].name | Should -Be 1, 'ü'
        $headers['ETag'] | Should -Be '"v1"'
        Invoke-SfRest /services/apexrest/orders -Method POST -Body @{ name = 'x' } | Should -Be created
        Invoke-SfRest /services/apexrest/orders/5 -Method PUT -Body @{ name = 'x' } | Should -BeNullOrEmpty
        Invoke-SfRest '/services/apexrest/a b/ü' | Should -Be found
        Invoke-SfRest "$($org.url.TrimEnd('/'))/services/apexrest/orders/1" | ForEach-Object id | Should -Be 1
        (Get-OrgRequest $org -Path '/services/apexrest/*').status | Sort-Object -Unique | Should -Be 200, 201, 204
    }

    It 'sends conditional headers, and shows that nothing has changed' {
        $call = @{ Headers = @{ 'If-None-Match' = '"v1"' }; SkipHttpErrorCheck = $true; StatusCodeVariable = 'status' }
        Invoke-SfRest /services/apexrest/orders/1 @call | Should -BeNullOrEmpty
        $status | Should -Be 304
        (Get-Failure { Invoke-SfRest /services/apexrest/orders/1 -Headers $call.Headers }).FullyQualifiedErrorId | Should -BeLike 'HTTP_304,*'
    }

    It 'keeps what the class says of a failure' {
        $failure = Get-Failure { Invoke-SfRest /services/apexrest/orders/2 -Method DELETE }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HTTP_409,*'
        $failure.ErrorDetails.Message | Should -BeLike '*shipped*'
        ($failure.Exception.Body | ConvertFrom-Json).error.reason | Should -Be shipped
        (Get-Failure { Invoke-SfRest /services/apexrest/orders/3 -Method PATCH -Body @{ colour = 1 } }).ErrorDetails.Message | Should -BeLike 'HTTP_400: no such field: colour*'
        (Get-Failure { Invoke-SfRest /services/apexrest/none }).ErrorDetails.Message | Should -BeLike 'NOT_FOUND: Could not find a match for URL*'
        (Get-Failure { Invoke-SfRest /services/apexrest/orders/1 -Method PUT -Body 1 }).FullyQualifiedErrorId | Should -BeLike 'METHOD_NOT_ALLOWED,*'
    }

    It 'tells of exceptions of the class, and renews the token' {
        $org | Clear-OrgRequest
        $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
        $failure = Get-Failure { Invoke-SfRest /services/apexrest/orders/4 -Session $once }
        $failure.FullyQualifiedErrorId | Should -BeLike 'APEX_ERROR,*'
        $failure.ErrorDetails.Message | Should -BeLike '*Class.Orders.get: line 3*'
        Stop-OrgToken $org
        (Invoke-SfRest /services/apexrest/orders/1).id | Should -Be 1
    }
}
